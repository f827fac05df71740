using Jobbers.Catalog;

namespace Jobbers.Submission;

/// <summary>A submitted task that will have a result.</summary>
/// <typeparam name="TResult">What its method returns.</typeparam>
public sealed class TaskHandle<TResult> : TaskHandle
{
    private readonly PayloadCodec<TResult> _codec;

    internal TaskHandle(JobbersClient client, Ulid id, bool deduplicated, PayloadCodec<TResult> codec)
        : base(client, id, deduplicated) => _codec = codec;

    /// <summary>Waits until the task has ended well and returns its result.</summary>
    /// <exception cref="TaskFailedException">It ended otherwise.</exception>
    /// <exception cref="TaskNotFoundException">It has been pruned.</exception>
    /// <exception cref="InvalidOperationException">The result was not kept, or is not what this program's version of the task returns.</exception>
    public async ValueTask<TResult> ResultAsync(CancellationToken cancellationToken = default)
    {
        var ended = await EndedWellAsync(cancellationToken);
        if (ended.Result is not { } json)
            throw new InvalidOperationException($"Task {Id} keeps no result (KeepResult = false).");
        var problems = new PayloadProblems("result");
        return _codec.TryDecode(json.Span, problems, out var result)
            ? result
            : throw new InvalidOperationException(
                $"The result of task {Id} is not what this version of the task returns: {problems.Items[0].Path} {problems.Items[0].Reason}.");
    }
}
