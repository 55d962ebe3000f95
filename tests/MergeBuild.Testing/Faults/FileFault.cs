namespace MergeBuild.Testing.Faults;

/// <summary>One planned failure.</summary>
/// <param name="Operation">Which operation fails.</param>
/// <param name="Occurrence">Which one of its kind fails, counted from 1.</param>
/// <param name="Duration">What happens after it.</param>
public sealed record FileFault(FileOperation Operation, int Occurrence, FaultDuration Duration = FaultDuration.Once);
