using System.CommandLine;
using Jobbers.Catalog;
using Jobbers.Hosts.Configuration;
using Jobbers.Setup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.CommandLine;

/// <summary>What every verb starts from: the program's tasks, and a reader of its settings.</summary>
internal sealed class VerbContext(Action<JobbersBuilder> configure)
{
    /// <summary>Adds options for <paramref name="settings"/> to a verb.</summary>
    public static void AddOptions(Command verb, params ReadOnlySpan<Setting> settings)
    {
        foreach (var setting in settings)
        {
            if (setting.Option is not null)
                verb.Options.Add(new Option<string>(setting.Option) { Description = $"{setting.Help} [{setting.Variable}]" });
        }
    }

    /// <summary>Reads settings: what was said on the command line, then the environment, then appsettings.json.</summary>
    public static SettingReader Read(ParseResult parsed)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in parsed.CommandResult.Command.Options.OfType<Option<string>>())
        {
            if (parsed.GetValue(option) is { } text)
                given[option.Name] = text;
        }

        return new SettingReader(SettingsFiles.Read(new ConfigurationBuilder().AddSources().Build), given);
    }

    /// <summary>Registers the program's services and builds the catalog of its tasks.</summary>
    /// <exception cref="SettingsException">It has no tasks.</exception>
    public TaskCatalog Configure(IServiceCollection services)
    {
        var builder = new JobbersBuilder(services);
        configure(builder);
        var catalog = builder.BuildCatalog();
        return catalog.Tasks.Count > 0
            ? catalog
            : throw new SettingsException("This program has no tasks. Mark a method with [RegisterTask], and call jobbers.AddTasks() in JobbersHost.RunAsync; if you do, its generator did not run: is the Jobbers package (with its analyzers) referenced by this project?");
    }
}
