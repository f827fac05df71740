using Microsoft.Extensions.Configuration;

namespace Jobbers.Hosts.Configuration;

/// <summary>Where every process, whatever its verb, reads from: <c>appsettings.json</c> beside the program, then the environment.</summary>
internal static class ConfigurationSources
{
    public static IConfigurationBuilder AddSources(this IConfigurationBuilder configuration) => configuration
        .SetBasePath(AppContext.BaseDirectory)
        .AddJsonFile("appsettings.json", optional: true)
        .AddEnvironmentVariables();
}
