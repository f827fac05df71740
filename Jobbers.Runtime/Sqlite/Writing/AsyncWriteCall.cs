namespace Jobbers.Sqlite.Writing;

/// <summary>A verb whose caller awaits the answer.</summary>
internal sealed class AsyncWriteCall<T>(Func<WriteVerbs, T> verb, FlushTime flush) : WriteCall
{
    private readonly TaskCompletionSource<T> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _answer;

    public Task<T> Answered => _answered.Task;

    public override FlushTime Flush => flush;

    public override void Execute(WriteVerbs verbs) => _answer = verb(verbs);

    public override void Succeed() => _answered.TrySetResult(_answer!);

    public override void Fail(Exception failure) => _answered.TrySetException(failure);
}
