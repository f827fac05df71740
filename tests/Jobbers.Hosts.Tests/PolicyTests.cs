using Jobbers.Hosts.Configuration;
using Jobbers.Hosts.Http;
using Jobbers.Hosts.Http.Access;
using Jobbers.Setup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Tests;

/// <summary>The program's own authentication and policies in the place of keys.</summary>
public sealed class PolicyTests
{
    private static readonly string[] Levels = ["viewer", "submitter", "operator", "admin"];

    [Fact]
    public async Task Each_route_asks_for_its_policy_and_no_other()
    {
        await using var manager = await Manager.StartAsync(configure: Configure);
        foreach (var route in Routes.All)
        {
            await IsAnsweredAsync(manager, route, null, route.Needs == AccessRole.Anonymous ? null : 401);
            foreach (var (level, i) in Levels.Select((level, i) => (level, i)))
                await IsAnsweredAsync(manager, route, level, AccessRole.Viewer + i < route.Needs ? 403 : null);
        }

        manager.Log.AssertNoFailure();
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_told_how()
    {
        await using var manager = await Manager.StartAsync(configure: Configure);

        Assert.Equal("Level", (await manager.GetAsync("/tasks")).IsProblem(401).Headers.WwwAuthenticate.ToString());
    }

    /// <summary>The dashboard sends browsers there: a scheme that redirects may, and who is signed in goes on to the dashboard.</summary>
    [Fact]
    public async Task A_browser_signs_in_as_the_programs_scheme_asks()
    {
        await using var manager = await Manager.StartAsync(configure: Configure);

        Assert.Equal("sign_in_needed", (await manager.GetAsync("/tasks")).IsProblem(401).Json.GetProperty("code").GetString());
        var asked = await manager.SendAsync("GET", "/sign-in", null, request => request.Headers.Add("Sec-Fetch-Mode", "navigate"));
        Assert.Equal((302, "/account?return=/sign-in"), (asked.Status, asked.Headers.Location?.OriginalString));
        Assert.True(asked.Headers.Contains("Set-Cookie"));
        // What is remembered for a sign-in, one cookie each time, is not piled up by calls that lead to none.
        var call = await manager.SendAsync("GET", "/tasks", null, request => request.Headers.Add("Sec-Fetch-Mode", "navigate"));
        Assert.Equal((false, false), (call.IsProblem(401).Headers.Contains("Set-Cookie"), call.Headers.Contains("Location")));
        var back = await manager.SendAsync("GET", "/sign-in", null, request => request.Headers.Add("X-Level", "viewer"));
        Assert.Equal((302, "/"), (back.Status, back.Headers.Location?.OriginalString));
        // A scheme without a page says what it asks for.
        Assert.Equal("Level", (await manager.GetAsync("/sign-in")).IsProblem(401).Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task Without_policies_there_is_nothing_to_sign_in_to()
    {
        await using var manager = await Manager.StartAsync();

        (await manager.GetAsync("/sign-in")).IsProblem(404);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example.org", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 201)]
    [InlineData("Sec-Fetch-Site", "none", 201)]
    public async Task Being_signed_in_is_not_lent_to_other_sites_pages(string header, string value, int status)
    {
        await using var manager = await Manager.StartAsync(configure: Configure);

        (await manager.SendAsync("POST", "/tasks", """{"name":"echo"}""", request =>
        {
            request.Headers.Add("X-Level", "submitter");
            request.Headers.TryAddWithoutValidation(header, value);
        })).Is(status);
    }

    /// <summary>Such a policy is for endpoints that ask for nothing. Each of ours says what it asks for, if only that it is open.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_programs_fallback_policy_closes_nothing_that_is_open_here(bool usesPolicies)
    {
        await using var manager = await Manager.StartAsync(configure: jobbers =>
        {
            if (usesPolicies)
                Configure(jobbers);
            else
                AddLevels(jobbers);
            jobbers.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });

        foreach (var open in (string[])["/health/live", "/health/ready", "/", "/assets/app.js", "/docs"])
            Assert.True((await manager.GetAsync(open)).Status == 200, open);
        (await manager.GetAsync("/nowhere")).IsProblem(404);
        (await manager.SendAsync("DELETE", "/health/live")).IsProblem(405);
        (await manager.GetAsync("/tasks")).Is(usesPolicies ? 401 : 200);
    }

    [Fact]
    public async Task A_policy_that_does_not_exist_ends_the_start_and_is_named()
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => Manager.StartAsync(configure: jobbers =>
        {
            Configure(jobbers);
            jobbers.UseAuthorizationPolicies("viewer", "submitter", "operator", "root");
        }));

        Assert.Contains("'root'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_policies_other_machines_may_call_and_keys_are_one_thing_too_many()
    {
        var open = new ListenSettings([new Uri("http://0.0.0.0:8000")], null, AllowsAnonymous: false, [], "--urls");

        open.CheckAccess(hasPolicies: true);
        Assert.StartsWith("--urls is 'http://0.0.0.0:8000':", Assert.Throws<SettingsException>(() => open.CheckAccess(hasPolicies: false)).Message, StringComparison.Ordinal);
        Assert.Throws<SettingsException>(() => (open with { ApiKeys = "a:viewer:0" }).CheckAccess(hasPolicies: true));
    }

    private static void AddLevels(JobbersBuilder jobbers)
    {
        // Keys of a scheme that signs in by cookie would be made in the user's home at the first start, with a warning.
        jobbers.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        jobbers.Services.AddAuthentication("Level").AddScheme<AuthenticationSchemeOptions, LevelHandler>("Level", null);
    }

    private static void Configure(JobbersBuilder jobbers)
    {
        AddLevels(jobbers);
        var policies = jobbers.Services.AddAuthorizationBuilder();
        foreach (var (level, i) in Levels.Select((level, i) => (level, i)))
            policies.AddPolicy(level, policy => policy.RequireClaim("level", Levels[i..]));
        jobbers.UseAuthorizationPolicies("viewer", "submitter", "operator", "admin");
    }

    private static async Task IsAnsweredAsync(Manager manager, Route route, string? level, int? status)
    {
        var query = route.Path == "/events" ? "?status=x" : "";
        var path = route.Path.Replace("{id}", "01JBKR2E5F3G4H5J6K718M9N0P", StringComparison.Ordinal).Replace("{name}", "nobody", StringComparison.Ordinal);
        var answer = await manager.SendAsync(route.Method, path + query, route.Method == "GET" ? null : "{}", request =>
        {
            if (level is not null)
                request.Headers.Add("X-Level", level);
        });
        if (status is { } refusal)
            Assert.True(answer.IsProblem(refusal).Status == refusal, $"{route.Method} {route.Path} as {level}");
        else
            Assert.True(answer.Status is not (401 or 403) and < 500, $"{route.Method} {route.Path} as {level}: {answer.Status} {answer.Text}");
    }
}
