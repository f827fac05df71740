using Jobbers.Submission;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Setup;

/// <summary>Registers the client of a program that submits tasks and runs none.</summary>
public static class JobbersHttpClientServices
{
    /// <summary>
    /// Adds <see cref="JobbersHttpClient"/>, and as <see cref="JobbersClient"/> what the generated methods extend. One object with connections of its own
    /// for the whole program.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets the manager's address and the API key.</param>
    /// <exception cref="ArgumentException">An option is not allowed; the message says which, and what is.</exception>
    public static IServiceCollection AddJobbersHttpClient(this IServiceCollection services, Action<JobbersHttpClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new JobbersHttpClientOptions();
        configure(options);
        options.ThrowIfBad();
        return services
            .AddSingleton(provider => new JobbersHttpClient(options, null, provider.GetService<TimeProvider>()))
            .AddSingleton<JobbersClient>(static provider => provider.GetRequiredService<JobbersHttpClient>());
    }
}
