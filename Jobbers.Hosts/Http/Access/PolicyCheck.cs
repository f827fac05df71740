using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http.Problems;
using Jobbers.Submission.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts.Http.Access;

/// <summary>Lets a request through to a route when the program's own policy for it does. The start is refused when one of the policies does not exist.</summary>
internal sealed class PolicyCheck(PolicyNames names, IAuthorizationPolicyProvider policies, IPolicyEvaluator evaluator) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in names.All)
            await FindAsync(name);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="ApiProblemException">The request is not let through.</exception>
    public async Task CheckAsync(HttpContext http, AccessRole needed)
    {
        OwnOrigin.ThrowIfForeign(http.Request);
        if (needed == AccessRole.Anonymous)
            return;
        var policy = await FindAsync(names.Of(needed));
        var caller = await evaluator.AuthenticateAsync(policy, http);
        var answer = await evaluator.AuthorizeAsync(policy, caller, http, http);
        if (answer.Succeeded)
            return;
        if (!answer.Challenged)
            throw new ApiProblemException(403, "Not allowed", $"This needs what the policy '{names.Of(needed)}' asks for; you are known, and do not fulfil it.");
        await ChallengeAsync(http, policy);
        // An API has no page to send its caller to, so nothing is to be remembered on the way there: a dashboard asks often, and browsers send all of that
        // with the sign-in that follows.
        http.Response.Headers.Location = default;
        http.Response.Headers.SetCookie = default;
        throw SignInNeeded();
    }

    /// <summary>
    /// A browser's way in, where the dashboard sends whoever is not signed in: the program's own authentication asks as it does, by a redirect too, and
    /// comes back here, from where it goes on to the dashboard.
    /// </summary>
    public async Task SignInAsync(HttpContext http)
    {
        var policy = await FindAsync(names.Of(AccessRole.Viewer));
        if ((await evaluator.AuthenticateAsync(policy, http)).Succeeded)
        {
            http.Response.Redirect($"{http.Request.PathBase}/");
            return;
        }

        await ChallengeAsync(http, policy);
        if (http.Response.StatusCode is 200 or 401 && !http.Response.HasStarted)
            throw SignInNeeded();
    }

    private async ValueTask<AuthorizationPolicy> FindAsync(string name) => await policies.GetPolicyAsync(name)
        ?? throw new SettingsException(
            $"UseAuthorizationPolicies names the policy '{name}', and the program has none of that name. "
            + $"Add it: jobbers.Services.AddAuthorizationBuilder().AddPolicy(\"{name}\", …).");

    private static ApiProblemException SignInNeeded() =>
        new(401, "Sign-in needed", "This manager is guarded by its program's own authentication; sign in as it asks.") { Code = ProblemCodes.SignInNeeded };

    /// <summary>Says how to sign in, as the program's scheme does.</summary>
    private static async Task ChallengeAsync(HttpContext http, AuthorizationPolicy policy)
    {
        try
        {
            if (policy.AuthenticationSchemes.Count == 0)
                await http.ChallengeAsync();
            foreach (var scheme in policy.AuthenticationSchemes)
                await http.ChallengeAsync(scheme);
        }
        catch (InvalidOperationException)
        {
            // No scheme is the default one to challenge: then there is nothing to say beyond 401.
        }
    }
}
