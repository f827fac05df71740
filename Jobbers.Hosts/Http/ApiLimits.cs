using Jobbers.Catalog;
using Jobbers.Submission.Http;

namespace Jobbers.Hosts.Http;

/// <summary>Bounds of requests and answers (05-http-api).</summary>
internal static class ApiLimits
{
    /// <summary>The largest parameters, and room for what stands around them.</summary>
    public const int MaxBodyBytes = PayloadLimits.MaxParametersBytes + (64 * 1024);

    /// <summary>The largest body of a bulk request: many small tasks, not many large ones.</summary>
    public const int MaxBulkBodyBytes = BulkLimits.MaxBodyBytes;

    public const int MaxBulk = BulkLimits.MaxTasks;

    public const int DefaultPage = 50;

    public const int MaxPage = 200;

    /// <summary>Tasks read from the store at once while they may be large: parameters and results may be 1 MiB each.</summary>
    public const int TasksAtOnce = 25;

    /// <summary>Where a listing ends its page early: 16 MiB.</summary>
    public const long MaxAnswerBytes = 16 * 1024 * 1024;

    public const int DefaultDeadLetterPage = 25;

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
}
