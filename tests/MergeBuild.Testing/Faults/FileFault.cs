namespace MergeBuild.Testing.Faults;

/// <summary>One planned failure.</summary>
/// <param name="Operation">Which operation fails.</param>
/// <param name="Occurrence">The how-manieth of its kind fails, from 1.</param>
/// <param name="Duration">What happens after it.</param>
public sealed record FileFault(FileOperation Operation, int Occurrence, FaultDuration Duration = FaultDuration.Once);
