namespace MergeBuild.Evaluation.Results;

/// <summary>Knows the digests of model directories. A build passes on those that it computed while it wrote the files.</summary>
public interface IModelDigests
{
    /// <summary>BLAKE3 of all files of a directory that decide what the model says, in hexadecimal digits.</summary>
    string DigestOf(string directory, CancellationToken cancellation);
}
