namespace Jobbers.Sqlite.Tests;

/// <summary>A thread pool in which every thread that it may have blocks, until the end. For tests that run alone, on a thread of their own.</summary>
internal sealed class StarvedPool : IDisposable
{
    private readonly ManualResetEventSlim _end = new();
    private readonly CountdownEvent _blocked;
    private readonly CountdownEvent _left;
    private readonly (int Workers, int Ports) _most;

    /// <summary>Returns when no thread is left.</summary>
    public StarvedPool()
    {
        ThreadPool.GetMaxThreads(out var most, out var ports);
        ThreadPool.GetMinThreads(out var least, out _);
        _most = (most, ports);
        var threads = Math.Max(ThreadPool.ThreadCount, Math.Max(least, Environment.ProcessorCount));
        Assert.True(ThreadPool.SetMaxThreads(threads, ports), $"the pool could not be held at {threads} threads");
        (_blocked, _left) = (new CountdownEvent(threads), new CountdownEvent(threads));
        for (var i = 0; i < threads; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
        Assert.True(_blocked.Wait(TimeSpan.FromSeconds(60)), $"{_blocked.CurrentCount} of {threads} threads did not come to block");
    }

    public void Dispose()
    {
        _end.Set();
        ThreadPool.SetMaxThreads(_most.Workers, _most.Ports);
        _left.Wait();
        _end.Dispose();
        _blocked.Dispose();
        _left.Dispose();
    }

    private void Block()
    {
        _blocked.Signal();
        _end.Wait();
        _left.Signal();
    }
}
