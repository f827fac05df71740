using Jobbers.Hosts.Http.Access;
using Jobbers.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts;

/// <summary>Guards the HTTP API by the program's own ASP.NET Core authentication instead of API keys.</summary>
public static class AuthorizationPolicies
{
    /// <summary>
    /// Names the authorization policies that routes ask for. The program adds its authentication schemes and these policies to
    /// <see cref="JobbersBuilder.Services"/>, as in any ASP.NET Core program. Health probes and the pages' shells stay open to everyone;
    /// JOBBERS_API_KEYS must not be set. A policy that does not exist ends the start of a manager with exit code 2.
    /// </summary>
    /// <param name="jobbers">The program's tasks and services.</param>
    /// <param name="viewer">For reading.</param>
    /// <param name="submitter">For submitting tasks.</param>
    /// <param name="operator">For cancelling, resubmitting, pausing.</param>
    /// <param name="admin">For queues, roles and deletes.</param>
    public static JobbersBuilder UseAuthorizationPolicies(this JobbersBuilder jobbers, string viewer, string submitter, string @operator, string admin)
    {
        ArgumentNullException.ThrowIfNull(jobbers);
        ArgumentException.ThrowIfNullOrWhiteSpace(viewer);
        ArgumentException.ThrowIfNullOrWhiteSpace(submitter);
        ArgumentException.ThrowIfNullOrWhiteSpace(@operator);
        ArgumentException.ThrowIfNullOrWhiteSpace(admin);
        jobbers.Services.AddSingleton(new PolicyNames(viewer, submitter, @operator, admin) { AddServices = AddServices });
        return jobbers;
    }

    /// <summary>What a program has asked for; null when it has not.</summary>
    internal static PolicyNames? Find(IServiceCollection services) =>
        services.LastOrDefault(service => service.ServiceType == typeof(PolicyNames))?.ImplementationInstance as PolicyNames;

    /// <summary>
    /// What a manager needs to ask the policies. Named from the method above alone, so that a native program that does not use it leaves
    /// authentication, and the 2 MB it brings, out.
    /// </summary>
    private static void AddServices(IServiceCollection services)
    {
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddSingleton<PolicyCheck>();
        services.AddHostedService(static provider => provider.GetRequiredService<PolicyCheck>());
    }
}
