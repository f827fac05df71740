using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests;

/// <summary>Keeps warnings and errors, so that a test can say that there were none.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    /// <summary>Kestrel warns when its timer was late by a second: that says something of the machine, and nothing of the manager.</summary>
    private const string SlowMachine = "HeartbeatSlow";

    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Fails a test with all that was logged, in full.</summary>
    public void AssertNoFailure() => Assert.True(Failures.IsEmpty, string.Join('\n', Failures));

    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel) && eventId.Name != SlowMachine)
            Failures.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
