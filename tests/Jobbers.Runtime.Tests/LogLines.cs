using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Jobbers.Runtime.Tests;

/// <summary>Keeps every line that a part logs.</summary>
internal sealed class LogLines<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = new();

    private readonly ConcurrentQueue<Exception> _exceptions = new();

    public IReadOnlyList<string> All => [.. _lines];

    /// <summary>What was logged with its stack.</summary>
    public IReadOnlyList<Exception> Exceptions => [.. _exceptions];

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue(formatter(state, exception));
        if (exception is not null)
            _exceptions.Enqueue(exception);
    }
}
