using Jobbers.Hosts.CommandLine;
using Jobbers.Setup;

namespace Jobbers.Hosts;

/// <summary>The entry of every Jobbers program: one binary with all its verbs.</summary>
public static class JobbersHost
{
    /// <summary>
    /// Runs the verb named on the command line: <c>dev</c> (without a verb), <c>manager</c>, <c>worker</c>, <c>scheduler</c>, <c>cleaner</c>,
    /// <c>openapi</c>, or one of the admin commands. <c>--help</c> explains them.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Adds the program's tasks (<c>jobbers.AddTasks()</c>) and the services they use.</param>
    /// <returns>The exit code: 0 when all went well, 1 when it could not go on, 2 when it was called or configured wrongly.</returns>
    public static Task<int> RunAsync(string[] args, Action<JobbersBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configure);
        return new JobbersCommand(configure).RunAsync(args);
    }
}
