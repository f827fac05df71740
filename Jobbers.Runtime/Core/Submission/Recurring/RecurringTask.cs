using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Cronos;
using Jobbers.Catalog;
using Jobbers.Storage;

namespace Jobbers.Submission.Recurring;

/// <summary>One task that recurs: when, and what is stored for it.</summary>
internal sealed class RecurringTask
{
    /// <summary>Every occurrence has it, to find them by.</summary>
    public const string Tag = "recurring";

    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;

    private RecurringTask(TaskDescriptor task, CronExpression cron, TimeZoneInfo zone)
    {
        (Descriptor, _cron, _zone) = (task, cron, zone);
        // Whatever keeps one from being submitted keeps all.
        ParametersAt(DateTimeOffset.UnixEpoch);
    }

    /// <summary>What recurs.</summary>
    public TaskDescriptor Descriptor { get; }

    /// <summary>All that recur. Of several versions of a task it is the highest that says so.</summary>
    /// <exception cref="InvalidOperationException">One cannot, as for a time zone that this machine does not know; the message says which and why.</exception>
    public static IReadOnlyList<RecurringTask> Of(TaskCatalog catalog) => [.. Declared(catalog).Select(Create)];

    /// <summary>Those that can, for who only shows them.</summary>
    public static IReadOnlyList<RecurringTask> Known(TaskCatalog catalog)
    {
        var known = new List<RecurringTask>();
        foreach (var task in Declared(catalog))
        {
            try
            {
                known.Add(Create(task));
            }
            catch (Exception)
            {
                // The schedulers say which and why, and do not start; the code of a type of the user's may throw whatever it likes.
            }
        }

        return known;
    }

    /// <summary>The first occurrence after a moment. One that the clocks skip in spring is held when they have, one that they repeat in autumn is held once.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset moment) =>
        _cron.GetNextOccurrence(moment.UtcDateTime, _zone) is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    /// <summary>What is submitted for an occurrence. Its key makes it one, whoever else submits it.</summary>
    public SubmitRequest At(DateTimeOffset occurrence, SubmitRequests requests)
    {
        var (parameters, uniqueKey) = ParametersAt(occurrence);
        var options = new SubmitOptions { RunAt = occurrence, Tags = [Tag], IdempotencyKey = KeyOf(occurrence) };
        return requests.Create(Descriptor, parameters, uniqueKey, options, versionIsOwn: true);
    }

    private static IEnumerable<TaskDescriptor> Declared(TaskCatalog catalog) => catalog.Tasks
        .Where(static task => task.Recurrence is not null)
        .GroupBy(static task => task.Name)
        .Select(static versions => versions.MaxBy(static task => task.Version)!);

    private static string KeyOf(DateTimeOffset occurrence) => string.Create(CultureInfo.InvariantCulture, $"{Tag} {occurrence.UtcDateTime:yyyy-MM-ddTHH:mm}Z");

    private static RecurringTask Create(TaskDescriptor task)
    {
        var (cron, zone) = task.Recurrence!;
        if (!CronExpression.TryParse(cron, out var expression))
            throw Refused(task, $"'{cron}' is no cron expression: write minute, hour, day of month, month and day of week, as in 30 3 * * MON-FRI");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
            throw Refused(task, $"this machine does not know the time zone '{zone}': write an IANA name, as Europe/Berlin, and install the time zones (tzdata) where it is one");
        if (expression.GetNextOccurrence(DateTime.UnixEpoch, TimeZoneInfo.Utc) is null)
            throw Refused(task, $"'{cron}' names a day that never comes");
        return new RecurringTask(task, expression, found);
    }

    private (ReadOnlyMemory<byte> Parameters, string? UniqueKey) ParametersAt(DateTimeOffset occurrence)
    {
        var problems = new PayloadProblems();
        var canonical = new ArrayBufferWriter<byte>();
        return Descriptor.TryCanonicalize(Payload(occurrence), problems, canonical, out var uniqueKey)
            ? (canonical.WrittenMemory, uniqueKey)
            : throw Refused(Descriptor, $"it cannot be submitted without parameters: {string.Join("; ", problems.Items.Select(static problem => $"{problem.Path} {problem.Reason}"))}");
    }

    /// <summary>The time of the occurrence where the task asks for it; the rest are its defaults.</summary>
    private byte[] Payload(DateTimeOffset occurrence)
    {
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            if (Descriptor.Recurrence!.OccurrenceParameter is { } name)
                json.WriteString(name, occurrence);
            json.WriteEndObject();
        }

        return payload.ToArray();
    }

    private static InvalidOperationException Refused(TaskDescriptor task, string why) => new($"Task {task} ({task.DeclaredBy}) cannot recur: {why}.");
}
