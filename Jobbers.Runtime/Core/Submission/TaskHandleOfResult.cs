using Jobbers.Catalog;

namespace Jobbers.Submission;

/// <summary>A submitted task that will have a result.</summary>
/// <typeparam name="TResult">What its method returns.</typeparam>
public sealed class TaskHandle<TResult> : TaskHandle
{
    private readonly string _name;
    private readonly PayloadCodec<TResult>? _codec;

    /// <param name="client">Where to ask.</param>
    /// <param name="id">The task.</param>
    /// <param name="deduplicated">Whether it was there already.</param>
    /// <param name="name">Name of the task that has such results.</param>
    /// <param name="codec">Reads the result; null where it is not shown in full.</param>
    internal TaskHandle(JobbersClient client, Ulid id, bool deduplicated, string name, PayloadCodec<TResult>? codec)
        : base(client, id, deduplicated) => (_name, _codec) = (name, codec);

    /// <summary>Waits until the task has ended well and returns its result.</summary>
    /// <exception cref="TaskFailedException">It ended otherwise.</exception>
    /// <exception cref="TaskNotFoundException">It was never submitted, or has been pruned.</exception>
    /// <exception cref="InvalidOperationException">
    /// The id is that of another task; or the result was not kept, is not what this program's version of the task returns, or has <c>[Sensitive]</c> members, which a manager does not show.
    /// </exception>
    public async ValueTask<TResult> ResultAsync(CancellationToken cancellationToken = default)
    {
        if (_codec is null)
            throw new InvalidOperationException($"The result of task {Id} has [Sensitive] members, which a manager shows to nobody. Read it in a process that opens the store.");
        var ended = await EndedWellAsync(cancellationToken);
        // An id may come from anywhere, and results of different tasks may look alike.
        if (ended.Name != _name)
            throw new InvalidOperationException($"Task {Id} is '{ended.Name}', not '{_name}': use the handle of that task.");
        if (ended.Result is not { } json)
            throw new InvalidOperationException($"Task {Id} keeps no result (KeepResult = false).");
        var problems = new PayloadProblems("result");
        return _codec.TryDecode(json.Span, problems, out var result)
            ? result
            : throw new InvalidOperationException(
                $"The result of task {Id} is not what this version of the task returns: {problems.Items[0].Path} {problems.Items[0].Reason}.");
    }
}
