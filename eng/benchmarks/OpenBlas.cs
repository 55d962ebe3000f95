using System.Runtime.InteropServices;

namespace MergeBuild.Benchmarks;

/// <summary>The single-precision matrix product of OpenBLAS through its C interface (Debian: libopenblas0-pthread).</summary>
internal sealed unsafe class OpenBlas
{
    private const int RowMajor = 101;
    private const int NotTransposed = 111;
    private const int Transposed = 112;
    private static readonly string[] Names = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"];

    private readonly delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;
    private readonly delegate* unmanaged<int, void> _setThreads;
    private readonly delegate* unmanaged<byte*> _configuration;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)
            NativeLibrary.GetExport(library, "cblas_sgemm");
        _setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        _configuration = (delegate* unmanaged<byte*>)NativeLibrary.GetExport(library, "openblas_get_config");
    }

    /// <summary>Version and kernels of the library.</summary>
    public string Configuration => Marshal.PtrToStringUTF8((nint)_configuration()) ?? "";

    /// <summary>Finds the library, or null.</summary>
    public static OpenBlas? Find(int threads)
    {
        foreach (var name in Names)
        {
            if (NativeLibrary.TryLoad(name, out var library))
            {
                var blas = new OpenBlas(library);
                blas._setThreads(threads);
                return blas;
            }
        }

        return null;
    }

    /// <summary>result [rows, outputs] = activations [rows, inputs] · weights [outputs, inputs], transposed.</summary>
    public void Multiply(float* activations, float* weights, float* result, int rows, int outputs, int inputs) =>
        _multiply(RowMajor, NotTransposed, Transposed, rows, outputs, inputs, 1, activations, inputs, weights, inputs, 0, result, outputs);
}
