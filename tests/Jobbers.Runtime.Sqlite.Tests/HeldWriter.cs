namespace Jobbers.Sqlite.Tests;

/// <summary>A verb in which the writer stands until the test lets it go on.</summary>
internal sealed class HeldWriter : IDisposable
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _release = new();

    public Task Entered => _entered.Task;

    public bool Stand()
    {
        _entered.TrySetResult();
        return _release.Wait(TimeSpan.FromSeconds(120));
    }

    public void Release() => _release.Set();

    public void Dispose() => _release.Set();
}
