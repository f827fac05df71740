using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Jobbers.Hosts.Processes;

/// <summary>How processes log to the console: one line a message, UTC, the frameworks' own chatter left out.</summary>
internal static class ProcessLogging
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>For what happens before a host exists.</summary>
    public static ILoggerFactory Create(IConfiguration configuration) => LoggerFactory.Create(logging => Configure(logging, configuration));

    /// <summary>Sets up the console. What the section <c>Logging</c> says of levels goes before our own choice.</summary>
    public static void Configure(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System", LogLevel.Warning);
        logging.AddConfiguration(configuration.GetSection("Logging"));
    }

    /// <summary>
    /// Leaves a stack out of the console that the host writes when its start fails: an address that cannot be listened at is said in one sentence, and
    /// what else it is ends the process by itself, with the same stack. What else the host says meanwhile, as of a service that failed, is shown.
    /// </summary>
    /// <param name="logging">The host's.</param>
    /// <param name="console">Shows what is let through.</param>
    /// <param name="hasStarted">Whether the start is over.</param>
    public static void MuteFailingStart(ILoggingBuilder logging, ILoggerFactory console, Func<bool> hasStarted)
    {
        logging.Services.AddSingleton<ILoggerProvider>(new StartConsole(console));
        logging.AddFilter<StartConsole>(null, LogLevel.None);
        logging.AddFilter<StartConsole>(HostCategory, level => level >= LogLevel.Warning && !hasStarted());
        logging.AddFilter<ConsoleLoggerProvider>(HostCategory, level => level >= LogLevel.Warning && hasStarted());
    }
}
