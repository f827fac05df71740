namespace Jobbers.Submission.Http;

/// <summary>Bounds of one bulk submit over HTTP: what a manager takes, and what the client sends of it.</summary>
internal static class BulkLimits
{
    /// <summary>Tasks of one request.</summary>
    public const int MaxTasks = 1000;

    /// <summary>Bytes that a manager takes.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    /// <summary>Bytes that the client gathers before it sends: well below, so that one try stays short.</summary>
    public const int GatheredBytes = 4 * 1024 * 1024;
}
