using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Processes;

/// <summary>Passes on what the host says while it starts, except that the start has failed: a filter knows levels, and not what is said.</summary>
internal sealed class StartConsole(ILoggerFactory console) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Passing(console.CreateLogger(categoryName));

    public void Dispose()
    {
        // The console is its maker's.
    }

    private sealed class Passing(ILogger console) : ILogger
    {
        private const string StartFailed = "HostedServiceStartupFaulted";

        public bool IsEnabled(LogLevel logLevel) => console.IsEnabled(logLevel);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name != StartFailed)
                console.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
