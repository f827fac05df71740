using System.CommandLine;
using Jobbers.Hosts.Configuration;
using Jobbers.Setup;
using Jobbers.Storage;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The root of the command line; without a verb it is <c>dev</c>.</summary>
internal sealed class JobbersCommand
{
    private readonly RootCommand _root;

    public JobbersCommand(Action<JobbersBuilder> configure)
    {
        var context = new VerbContext(configure);
        _root = new RootCommand("Runs this program's background tasks. Without a verb: dev, everything in one process on an SQLite file.")
        {
            DevVerb.Create(context),
            ManagerVerb.Create(context),
            WorkerVerb.Create(context),
            SchedulerVerb.Create(context),
            CleanerVerb.Create(),
            OpenApiVerb.Create(context),
            KeysVerb.Create(),
            ContractsVerb.Create(context),
        };
        DevVerb.MakeDefault(_root, context);
    }

    public async Task<int> RunAsync(string[] args)
    {
        var parsed = _root.Parse(args);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (SettingsException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (StoreRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
        catch (IOException taken) when (taken.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase))
        {
            await Console.Error.WriteLineAsync($"{taken.Message.TrimEnd('.')}. Stop the other program, or listen elsewhere: --urls http://127.0.0.1:8001");
            return 1;
        }
    }
}
