using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Jobbers.Hosts.CommandLine;

/// <summary>The usual help of a command, then examples, what the environment sets, and exit codes.</summary>
internal sealed class TeachingHelp(HelpAction usual) : SynchronousCommandLineAction
{
    /// <summary>Makes every command of a tree teach.</summary>
    public static void Teach(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().First();
        help.Action = new TeachingHelp((HelpAction)help.Action!);
    }

    /// <summary>Whoever asks for help need not have said everything.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var words = Words(parseResult.CommandResult.Command);
        if (HelpTexts.Examples.TryGetValue(words, out var examples))
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
                output.WriteLine($"  {example.Replace("{0}", parseResult.RootCommandResult.Command.Name, StringComparison.Ordinal)}");
            output.WriteLine();
        }

        WriteEnvironment(output, words);
        output.WriteLine(HelpTexts.ExitCodes);
        return 0;
    }

    private static void WriteEnvironment(TextWriter output, string words)
    {
        if (words is "dev" or "manager" or "worker" or "scheduler" or "cleaner")
        {
            output.WriteLine(words is "dev" or "manager" ? HelpTexts.ManagerEnvironment : "Environment:");
            output.WriteLine(words is "dev" ? HelpTexts.DevRedis : HelpTexts.SharedRedis);
            output.WriteLine(HelpTexts.ProcessEnvironment);
            output.WriteLine();
        }
        else if (words.StartsWith("tasks", StringComparison.Ordinal) || words.StartsWith("queues", StringComparison.Ordinal))
        {
            output.WriteLine(HelpTexts.AdminEnvironment);
            output.WriteLine();
        }
    }

    /// <summary>A command's words behind the program's name.</summary>
    public static string Words(Command command)
    {
        var words = new List<string>();
        for (var at = command; at is not RootCommand; at = at.Parents.OfType<Command>().First())
            words.Insert(0, at.Name);
        return string.Join(' ', words);
    }
}
