using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>Who may call a manager within a program: the program decides, and where it says nothing, nobody else's machine.</summary>
public sealed class OwnAccessTests
{
    private const string Elsewhere = "192.0.2.7";

    [Theory]
    [InlineData(OwnProgram.CallerHeader, "127.0.0.1", 200)]
    [InlineData(OwnProgram.CallerHeader, "::1", 200)]
    [InlineData(OwnProgram.CallerHeader, "::ffff:127.0.0.1", 200)]
    [InlineData(OwnProgram.CallerHeader, Elsewhere, 403)]
    [InlineData(OwnProgram.CallerHeader, "nobody", 403)]
    [InlineData("X-Forwarded-For", Elsewhere, 403)]
    [InlineData("Forwarded", "for=192.0.2.7", 403)]
    [InlineData("X-Real-IP", Elsewhere, 403)]
    [InlineData("X-Forwarded-Proto", "https", 403)]
    [InlineData("Host", "rebound.example.org", 421)]
    [InlineData("Origin", "https://evil.example.org", 403)]
    public async Task Where_nothing_says_who_may_only_this_machine_may(string header, string value, int status)
    {
        await using var program = await OwnProgram.StartAsync();

        foreach (var path in (string[])["/jobbers/tasks", "/jobbers/", "/jobbers/health/ready"])
            (await program.GetAsync(path, (header, value))).Is(status);
    }

    /// <summary>It puts what a header says in the place of the connection's address, and takes the header away: of a proxy that passes a caller's own header on, anybody's word.</summary>
    [Fact]
    public async Task An_address_that_a_forwarded_header_says_is_not_this_machine()
    {
        await using var program = await OwnProgram.StartAsync(map: static app =>
        {
            app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
            app.UseRouting();
            app.MapJobbers();
        });

        (await program.GetAsync("/jobbers/tasks", ("X-Forwarded-For", "127.0.0.1"))).IsProblem(403);
        (await program.GetAsync("/jobbers/tasks")).Is(200);
    }

    [Fact]
    public async Task A_refused_machine_is_told_what_would_let_it_in()
    {
        await using var program = await OwnProgram.StartAsync();

        var refused = (await program.GetAsync("/jobbers/tasks", (OwnProgram.CallerHeader, Elsewhere))).IsProblem(403)["detail"].GetString();

        Assert.Contains("RequireAuthorization", refused, StringComparison.Ordinal);
        Assert.Contains("JOBBERS_API_KEYS", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_programs_authorization_lets_in_from_everywhere()
    {
        await using var program = await OwnProgram.StartAsync(build: AddLevels, map: static app => app.MapJobbers().RequireAuthorization("operator"));
        var from = (OwnProgram.CallerHeader, Elsewhere);

        (await program.GetAsync("/jobbers/tasks", from)).Is(401);
        (await program.GetAsync("/jobbers/", from)).Is(401);
        (await program.GetAsync("/jobbers/tasks", from, ("X-Level", "viewer"))).Is(403);
        (await program.GetAsync("/jobbers/tasks", from, ("X-Level", "operator"), ("Host", "jobs.example.org"))).Is(200);
        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", from, ("X-Level", "operator"))).Is(201);
    }

    [Fact]
    public async Task Being_signed_in_is_not_lent_to_other_sites_pages()
    {
        await using var program = await OwnProgram.StartAsync(build: AddLevels, map: static app => app.MapJobbers().RequireAuthorization("operator"));

        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", ("X-Level", "operator"), ("Origin", "https://evil.example.org"))).IsProblem(403);
        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", ("X-Level", "operator"), ("Sec-Fetch-Site", "cross-site"))).IsProblem(403);
        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", ("X-Level", "operator"), ("Sec-Fetch-Site", "same-origin"))).Is(201);
    }

    /// <summary>It opens a door that the program's fallback policy keeps shut; it does not say that everybody may call.</summary>
    [Fact]
    public async Task Anonymous_callers_are_those_of_this_machine()
    {
        await using var program = await OwnProgram.StartAsync(build: AddClosedLevels, map: static app => app.MapJobbers().RequireAuthorization("operator").AllowAnonymous());

        (await program.GetAsync("/jobbers/tasks")).Is(200);
        (await program.GetAsync("/jobbers/tasks", (OwnProgram.CallerHeader, Elsewhere))).IsProblem(403);
    }

    [Fact]
    public async Task The_programs_fallback_policy_holds_for_it_as_for_all_its_routes()
    {
        await using var program = await OwnProgram.StartAsync(build: AddClosedLevels);

        (await program.GetAsync("/jobbers/tasks")).Is(401);
        // Whoever passes it is known, but not by a rule for this: it was made for other routes.
        (await program.GetAsync("/jobbers/tasks", ("X-Level", "viewer"), (OwnProgram.CallerHeader, Elsewhere))).IsProblem(403);
    }

    [Fact]
    public async Task Policies_by_route_hold_within_a_program_too()
    {
        await using var program = await OwnProgram.StartAsync(
            configure: static jobbers => jobbers.UseAuthorizationPolicies("viewer", "operator", "operator", "operator"), build: AddLevels);
        var from = (OwnProgram.CallerHeader, Elsewhere);

        (await program.GetAsync("/jobbers/health/live", from)).Is(200);
        Assert.Equal("sign_in_needed", (await program.GetAsync("/jobbers/tasks", from)).IsProblem(401)["code"].GetString());
        (await program.GetAsync("/jobbers/tasks", from, ("X-Level", "viewer"))).Is(200);
        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", from, ("X-Level", "viewer"))).IsProblem(403);
        Assert.Equal("/jobbers/", (await program.GetAsync("/jobbers/sign-in", from, ("X-Level", "viewer"))).Is(302).Headers.Location?.OriginalString);
    }

    /// <summary>Keys are asked for also behind the program's own authorization: what it lets through is not an operator by that.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Keys_hold_within_a_program_too(bool isGuarded)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("secret")));
        await using var program = await OwnProgram.StartAsync(
            settings: new() { ["JOBBERS_API_KEYS"] = $"ci:viewer:{hash}" }, build: AddLevels, map: app =>
            {
                var mapped = app.MapJobbers();
                if (isGuarded)
                    mapped.RequireAuthorization("operator");
            });
        (string, string)[] known = [(OwnProgram.CallerHeader, Elsewhere), ("X-Level", "operator")];

        (await program.GetAsync("/jobbers/tasks", known)).IsProblem(401);
        (await program.GetAsync("/jobbers/tasks", [.. known, ("Authorization", "Bearer secret")])).Is(200);
        (await program.SendAsync("POST", "/jobbers/tasks", """{"name":"noop"}""", [.. known, ("Authorization", "Bearer secret")])).IsProblem(403);
    }

    [Fact]
    public async Task Anonymous_callers_may_be_let_in_from_everywhere()
    {
        await using var program = await OwnProgram.StartAsync(settings: new() { ["JOBBERS_ALLOW_ANONYMOUS"] = "1" });

        (await program.GetAsync("/jobbers/tasks", (OwnProgram.CallerHeader, Elsewhere))).Is(200);
    }

    private static void AddLevels(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication("Level").AddScheme<AuthenticationSchemeOptions, LevelHandler>("Level", null);
        services.AddAuthorizationBuilder()
            .AddPolicy("viewer", policy => policy.RequireClaim("level", "viewer", "operator"))
            .AddPolicy("operator", policy => policy.RequireClaim("level", "operator"));
    }

    private static void AddClosedLevels(IServiceCollection services)
    {
        AddLevels(services);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }
}
