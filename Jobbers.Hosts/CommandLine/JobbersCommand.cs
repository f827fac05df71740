using System.CommandLine;
using System.CommandLine.Invocation;
using Jobbers.Hosts.Configuration;
using Jobbers.Setup;
using Jobbers.Storage;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The root of the command line; without a verb it is <c>dev</c>.</summary>
internal sealed class JobbersCommand
{
    /// <summary>A word that begins with @ is a tag or a name like others, and no file to read more words from.</summary>
    private static readonly ParserConfiguration Words = new() { ResponseFileTokenReplacer = null };

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
            TasksVerb.Create(),
            QueuesVerb.Create(),
            KeysVerb.Create(),
            ContractsVerb.Create(context),
        };
        DevVerb.MakeDefault(_root, context);
        TeachingHelp.Teach(_root);
    }

    /// <summary>Runs the verb that <paramref name="args"/> name.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Takes the answers of admin commands; null for the console.</param>
    /// <param name="error">Takes what went wrong; null for the console.</param>
    public async Task<int> RunAsync(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        output ??= Console.Out;
        error ??= Console.Error;
        var parsed = _root.Parse(args, Words);
        try
        {
            // Of a word that is none the parser complains too, and that what it may have stood for is missing: the word is enough.
            List<string> typos = [.. TypoHints.Describe(parsed, args)];
            if (parsed.Action is ParseErrorAction)
                return await RefuseAsync(parsed, typos.Count > 0 ? typos : parsed.Errors.Select(static wrong => wrong.Message), error);
            if (parsed.Action == parsed.CommandResult.Command.Action && typos.Count > 0)
                return await RefuseAsync(parsed, typos, error);
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = output,
                Error = error,
            });
        }
        catch (SettingsException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (Exception failed) when (failed is ManagerRefusalException or StoreRefusedException or StoreUnavailableException or MachineRefusalException)
        {
            await error.WriteLineAsync(failed.Message);
            return 1;
        }
    }

    /// <summary>What was typed is no command: says what is wrong and where to read on. What is piped on stays free of it.</summary>
    private static async Task<int> RefuseAsync(ParseResult parsed, IEnumerable<string> sentences, TextWriter error)
    {
        foreach (var sentence in sentences)
            await error.WriteLineAsync(sentence);
        await error.WriteLineAsync();
        var command = $"{parsed.RootCommandResult.Command.Name} {TeachingHelp.Words(parsed.CommandResult.Command)}".TrimEnd();
        await error.WriteLineAsync($"See '{command} --help'.");
        return 2;
    }
}
