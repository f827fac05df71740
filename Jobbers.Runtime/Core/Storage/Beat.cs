namespace Jobbers.Storage;

/// <summary>A task's newest heartbeat. It travels as an age, so that no two clocks are compared; the store writes now − age.</summary>
internal readonly record struct Beat(ClaimKey Claim, TimeSpan Age, double? Progress, string? Message);
