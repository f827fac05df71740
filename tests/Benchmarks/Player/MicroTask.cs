using System.ComponentModel.DataAnnotations;
using Jobbers.Declaration;

namespace Benchmarks.Player;

/// <summary>A task for the measurements of parts, with parameters of the usual kinds.</summary>
public static class MicroTask
{
    /// <summary>Does nothing.</summary>
    [RegisterTask("micro", MaxRetries = 3, ExpectedExceptions = [typeof(TimeoutException)])]
    public static Task Micro(
        [Range(1, int.MaxValue)] int reportId, [StringLength(100, MinimumLength = 1)] string title, DateTimeOffset from, decimal amount,
        IReadOnlyList<string> sections) => Task.CompletedTask;
}
