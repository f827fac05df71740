using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Lifecycle;
using Jobbers.Storage;
using Jobbers.Submission;

namespace Jobbers.Hosts.Http.Reading;

/// <summary>Turns the body of a submit into a checked request; every problem of envelope and parameters is found in one go.</summary>
internal sealed class SubmitEnvelope(TaskCatalog catalog, SubmitRequests requests)
{
    private const double LongestDelay = 3660 * 86400.0;

    private static readonly byte[] NoParameters = "{}"u8.ToArray();

    /// <summary>Reads one submit.</summary>
    /// <param name="element">The envelope.</param>
    /// <param name="idempotencyKey">From the request's header.</param>
    /// <exception cref="ApiProblemException">Something of it is not valid.</exception>
    public SubmitRequest Read(JsonElement element, string? idempotencyKey)
    {
        var problems = new PayloadProblems();
        var fields = new JsonFields(
            element, problems, "name", "version", "queue", "params", "parameters", "id", "run_at", "delay", "priority", "tags");
        var version = fields.Whole("version", 1, int.MaxValue);
        var task = FindTask(fields, version, problems);
        var options = new SubmitOptions
        {
            Id = Id(fields, problems),
            Queue = fields.Text("queue"),
            Priority = fields.Whole("priority", 0, 9),
            RunAt = fields.Time("run_at"),
            Delay = fields.Seconds("delay", LongestDelay),
            Tags = fields.Texts("tags", SubmitRequests.MaxTags) ?? [],
            IdempotencyKey = idempotencyKey,
        };
        if (fields.Has("params") && fields.Has("parameters"))
            problems.AddAtRoot("parameters", "is another name of params; give one of them");
        var canonical = new ArrayBufferWriter<byte>();
        string? uniqueKey = null;
        var parameters = fields.Raw("params") ?? fields.Raw("parameters");
        task?.TryCanonicalize(parameters is { } sent ? JsonMarshal.GetRawUtf8Value(sent) : NoParameters, problems, canonical, out uniqueKey);
        if (canonical.WrittenCount > PayloadLimits.MaxParametersBytes)
            throw new ApiProblemException(413, "Too large", $"params are {canonical.WrittenCount} bytes; at most {PayloadLimits.MaxParametersBytes} are stored. Store large data elsewhere and pass where it is.");
        SubmitRequests.Check(options, canonical.WrittenCount, problems);
        if (problems.Count > 0 || task is null)
            throw ApiProblemException.Invalid(problems.Items);
        return requests.Create(task, canonical.WrittenMemory, uniqueKey, options, versionIsOwn: version is not null);
    }

    private TaskDescriptor? FindTask(JsonFields fields, int? version, PayloadProblems problems)
    {
        if (!fields.Has("name"))
            problems.AddAtRoot("name", "is required");
        if (fields.Text("name") is not { } name)
            return null;

        if (catalog.TryGet(name, version, out var task))
            return task;
        if (catalog.TryGet(name, null, out var newest))
            problems.AddAtRoot("version", $"there is no version {version} of task '{name}'; the newest is {newest.Version}");
        else
            problems.AddAtRoot("name", $"no task '{name}' is registered; GET /task-types lists them");
        return null;
    }

    private static Ulid? Id(JsonFields fields, PayloadProblems problems)
    {
        if (fields.Text("id") is not { } text)
            return null;
        if (TaskIds.TryParse(text, out var id))
            return id;
        problems.AddAtRoot("id", "must be a ULID: 26 characters of Crockford base32");
        return null;
    }
}
