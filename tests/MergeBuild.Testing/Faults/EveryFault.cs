using MergeBuild.Checkpoints.Files;
using MergeBuild.Diagnostics;

namespace MergeBuild.Testing.Faults;

/// <summary>Does something again and again, each time with a later operation failing, until none is left to fail.</summary>
public static class EveryFault
{
    /// <summary>Operations and durations, for the rows of a test.</summary>
    public static IEnumerable<(FileOperation Operation, FaultDuration Duration)> Kinds =>
        from operation in Enum.GetValues<FileOperation>()
        from duration in Enum.GetValues<FaultDuration>()
        select (operation, duration);

    /// <summary>Fails the first, second, third and so on of an operation.</summary>
    /// <param name="operation">What fails.</param>
    /// <param name="duration">What happens after it.</param>
    /// <param name="act">Done on files that fail; all but a diagnostic goes through to the test.</param>
    /// <param name="check">Gets how it ended: null for success, also of the last time, when nothing failed.</param>
    /// <returns>How many faults there were.</returns>
    public static int Of(FileOperation operation, FaultDuration duration, Action<IFileSystem> act, Action<MergeBuildException?> check)
    {
        ArgumentNullException.ThrowIfNull(act);
        ArgumentNullException.ThrowIfNull(check);
        for (var occurrence = 1; ; occurrence++)
        {
            var files = new FaultyFileSystem(new FileFault(operation, occurrence, duration));
            MergeBuildException? failure = null;
            try
            {
                act(files);
            }
            catch (MergeBuildException exception)
            {
                failure = exception;
            }

            check(failure);
            if (!files.HasFailed)
            {
                return failure is null ? occurrence - 1 : throw failure;
            }
        }
    }
}
