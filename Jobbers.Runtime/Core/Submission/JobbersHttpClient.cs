using System.Buffers;
using System.Text.Json;
using Jobbers.Catalog;
using Jobbers.Lifecycle;
using Jobbers.Submission.Http;

namespace Jobbers.Submission;

/// <summary>
/// The client of a program that reaches a manager over HTTP: the same generated methods, checks, results and exceptions as over a store. Calls that met a
/// safe failure (no connection, a lost answer, 429, 502, 503, 504, a timeout) are made again for <see cref="JobbersHttpClientOptions.RetryFor"/>; a
/// repeated submit never makes a second task. Beside what its members say, each call may throw <see cref="ManagerUnavailableException"/> and
/// <see cref="ManagerRefusedException"/>. One object serves a whole program.
/// </summary>
/// <remarks>
/// Tasks read over HTTP lack what managers do not show: the values of <c>[Sensitive]</c> members, and the policies <see cref="TaskRecord.MaxCrashes"/> and
/// <see cref="TaskRecord.SavesDeadLetter"/>, which have their defaults.
/// </remarks>
public sealed class JobbersHttpClient : JobbersClient, IDisposable
{
    private readonly HttpClient? _owned;
    private readonly ManagerCalls _calls;
    private readonly EndPolls _polls;
    private readonly TaskIdSource _ids;

    /// <summary>A client with connections of its own.</summary>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    public JobbersHttpClient(JobbersHttpClientOptions options)
        : this(options, null, TimeProvider.System)
    {
    }

    /// <summary>A client over connections that are made elsewhere, as by <c>IHttpClientFactory</c>. They must not follow redirects, and have at least 60 s.</summary>
    /// <param name="options">Where the manager is.</param>
    /// <param name="http">Sends the requests; it is not disposed here.</param>
    /// <param name="time">The clock of pauses and deadlines.</param>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    public JobbersHttpClient(JobbersHttpClientOptions options, HttpClient? http, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfBad();
        time ??= TimeProvider.System;
        _owned = http is null ? ManagerHandler.CreateClient(options.Address) : null;
        _calls = new ManagerCalls(http ?? _owned!, options, time) { ConnectsItself = http is null };
        _polls = new EndPolls(_calls, time);
        _ids = new TaskIdSource(time);
    }

    private protected override bool ShowsSensitive => false;

    /// <inheritdoc/>
    public override async ValueTask<TaskRecord?> GetAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        var answer = await _calls.SendAsync(new ManagerRequest(HttpMethod.Get, $"tasks/{id}"), cancellationToken);
        return answer.Problem?.Code == ProblemCodes.TaskNotFound ? null : Read(answer, TaskAnswer.Read);
    }

    /// <summary>Waits until a task has ended, however it ended, by long polls: until then, or until the token ends it.</summary>
    /// <inheritdoc/>
    public override async ValueTask<TaskRecord> WaitAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        var answer = await _polls.WaitAsync(id, cancellationToken);
        return answer.Problem?.Code == ProblemCodes.TaskNotFound ? throw new TaskNotFoundException(id) : Read(answer, TaskAnswer.Read);
    }

    /// <inheritdoc/>
    public override async ValueTask<CancelAnswer> CancelAsync(Ulid id, CancellationToken cancellationToken = default)
    {
        var answer = await _calls.SendAsync(new ManagerRequest(HttpMethod.Post, $"tasks/{id}/cancel"), cancellationToken);
        return (answer.Status, answer.Problem?.Code) switch
        {
            (200, _) when HasId(answer, id) => CancelAnswer.Cancelled,
            (202, _) when HasId(answer, id) => CancelAnswer.Requested,
            (_, ProblemCodes.TaskNotFound) => CancelAnswer.NotFound,
            // The answer that was lost may have been the cancel.
            (_, ProblemCodes.AlreadyEnded) => answer.IsRepeat && (await GetAsync(id, cancellationToken))?.Status == JobStatus.Cancelled
                ? CancelAnswer.Cancelled
                : CancelAnswer.AlreadyEnded,
            _ => throw HttpRefusals.Of(answer, _calls.Address),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Not made again when the answer was lost: the task may have run and ended meanwhile, and would run once more.</remarks>
    public override async ValueTask<ResubmitAnswer> ResubmitAsync(Ulid id, bool resetRetryCount = true, CancellationToken cancellationToken = default)
    {
        var request = new ManagerRequest(HttpMethod.Post, $"tasks/{id}/resubmit")
        {
            Body = resetRetryCount ? """{"reset_retry_count":true}"""u8.ToArray() : """{"reset_retry_count":false}"""u8.ToArray(),
            IsRepeatable = false,
        };
        var answer = await _calls.SendAsync(request, cancellationToken);
        return (answer.Status, answer.Problem?.Code) switch
        {
            (200, _) when HasId(answer, id) => ResubmitAnswer.Resubmitted,
            (_, ProblemCodes.TaskNotFound) => ResubmitAnswer.NotFound,
            (_, ProblemCodes.NotEnded) => ResubmitAnswer.NotEnded,
            (_, ProblemCodes.UniqueKeyHeld) => ResubmitAnswer.UniqueKeyHeld,
            (_, ProblemCodes.QueueUnknown) => ResubmitAnswer.QueueUnknown,
            (_, ProblemCodes.QueueFull) => ResubmitAnswer.QueueFull,
            _ => throw HttpRefusals.Of(answer, _calls.Address),
        };
    }

    /// <summary>Ends its connections. What still waits ends with an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        // Waits first: they are to tell why they end, not that a connection did.
        _polls.Dispose();
        _owned?.Dispose();
    }

    private protected override async ValueTask<AcceptedTask> SubmitAsync<TParameters>(
        TaskDescriptor<TParameters> task, TParameters parameters, SubmitOptions? options, CancellationToken cancellationToken)
    {
        var canonical = SubmitRequests.Encode(task, parameters, options);
        HttpIdempotencyKey.Check(task.Name, options?.IdempotencyKey);
        var id = options?.Id ?? _ids.Next();
        var body = new ArrayBufferWriter<byte>();
        SubmitBody.Write(body, task, id, canonical, options);
        var request = new ManagerRequest(HttpMethod.Post, "tasks") { Body = body.WrittenMemory, IdempotencyKey = options?.IdempotencyKey };
        var answer = await _calls.SendAsync(request, cancellationToken);
        if (answer.Problem is { } problem && HttpRefusals.OfSubmit(task.Name, problem, answer.RetryAfter) is { } refused)
            throw refused;
        var stored = Read(answer, TaskAnswer.Read).Id;
        // An id that was made here is nobody else's: found there, it was this very submit's, its answer lost.
        return new AcceptedTask(stored, answer.Status == 200 && (stored != id || options?.Id is not null));
    }

    private protected override async ValueTask<IReadOnlyList<AcceptedTask>> SubmitManyAsync<TParameters>(
        TaskDescriptor<TParameters> task, IEnumerable<TParameters> parameters, SubmitOptions? options, CancellationToken cancellationToken)
    {
        SubmitRequests.CheckMany(options);
        var payloads = new PayloadWriter<TParameters>(task, options);
        ReadOnlyMemory<byte>[] all = [.. parameters.Select(payloads.Write)];
        var outcome = new BulkOutcome(all.Length);
        var batch = new BatchBody();
        var submit = new ArrayBufferWriter<byte>();
        foreach (var canonical in all)
        {
            var id = _ids.Next();
            submit.ResetWrittenCount();
            SubmitBody.Write(submit, task, id, canonical, options);
            if (batch.TryAdd(id, submit.WrittenSpan))
                continue;
            await SendBatchAsync(task, batch, outcome, cancellationToken);
            if (outcome.IsRefused)
                return outcome.AllAccepted();
            batch = new BatchBody();
            batch.TryAdd(id, submit.WrittenSpan);
        }

        if (batch.Ids.Count > 0)
            await SendBatchAsync(task, batch, outcome, cancellationToken);
        return outcome.AllAccepted();
    }

    private async ValueTask SendBatchAsync(TaskDescriptor task, BatchBody batch, BulkOutcome outcome, CancellationToken cancellationToken)
    {
        var answer = await _calls.SendAsync(new ManagerRequest(HttpMethod.Post, "tasks/batch") { Body = batch.Close(), IsUnfinished = BatchResult.IsUnfinished }, cancellationToken);
        var results = Read(answer, BatchResult.ReadAll);
        if (results.Count != batch.Ids.Count)
            throw HttpRefusals.Of(answer, _calls.Address);
        for (var i = 0; i < results.Count; i++)
        {
            if (results[i].Problem is not { } problem)
            {
                outcome.Accept(new AcceptedTask(results[i].Id, results[i].Id != batch.Ids[i]));
                continue;
            }

            var refused = HttpRefusals.OfSubmit(task.Name, problem, null, outcome.Count) ?? HttpRefusals.Of(answer, _calls.Address);
            // What is stored of the rest is not known, so nobody is told that it is not.
            if (refused is ManagerUnavailableException)
                throw refused;
            outcome.Refuse(refused);
        }
    }

    /// <summary>Whether it is a manager that answered, of this task: anything else may say 200, too.</summary>
    private static bool HasId(ManagerAnswer answer, Ulid id)
    {
        try
        {
            return TaskAnswer.ReadId(answer.Body) == id;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private T Read<T>(ManagerAnswer answer, Func<ReadOnlyMemory<byte>, T> read)
    {
        if (answer.Status is not (200 or 201))
            throw HttpRefusals.Of(answer, _calls.Address);
        try
        {
            return read(answer.Body);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
        {
            throw HttpRefusals.Of(answer, _calls.Address);
        }
    }
}
