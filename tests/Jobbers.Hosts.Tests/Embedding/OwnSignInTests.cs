using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Tests.Embedding;

/// <summary>A browser's way in where the program signs in by cookies: its pages and its cookies are at the program's paths, not below the manager's.</summary>
public sealed class OwnSignInTests
{
    private static readonly TimeSpan CookieLasts = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(true, "/shop")]
    public async Task A_browser_is_sent_to_the_programs_page_and_comes_back(bool asksBySelf, string below)
    {
        await using var program = await StartAsync(asksBySelf, below);

        var asked = (await program.GetAsync($"{below}/jobbers/sign-in", ("Sec-Fetch-Mode", "navigate"))).Is(302).Headers.Location!;

        Assert.Equal($"{below}/login?ReturnUrl={Uri.EscapeDataString($"{below}/jobbers/sign-in")}", asked.IsAbsoluteUri ? asked.PathAndQuery : asked.OriginalString);
        var cookie = Cookie(await program.GetAsync($"{below}/login"));
        Assert.Equal($"{below}/jobbers/", (await program.GetAsync($"{below}/jobbers/sign-in", ("Cookie", cookie))).Is(302).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_cookie_that_is_renewed_stays_the_programs_one()
    {
        await using var program = await StartAsync(asksBySelf: false, "");
        var cookie = Cookie(await program.GetAsync("/login?old"));

        var renewed = (await program.GetAsync("/jobbers/tasks", ("Cookie", cookie))).Is(200);

        Assert.Contains("path=/;", Assert.Single(renewed.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    private static Task<OwnProgram> StartAsync(bool asksBySelf, string below) => OwnProgram.StartAsync(
        configure: static jobbers => jobbers.UseAuthorizationPolicies("known", "known", "known", "known"),
        build: static services =>
        {
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(static cookies =>
            {
                cookies.LoginPath = "/login";
                cookies.ExpireTimeSpan = CookieLasts;
            });
            services.AddAuthorizationBuilder().AddPolicy("known", static policy => policy.RequireAuthenticatedUser());
        },
        map: app =>
        {
            app.UsePathBase(below);
            app.UseRouting();
            if (asksBySelf)
                app.UseAuthentication();
            app.MapJobbers();
            app.MapGet("/login", (RequestDelegate)SignInAsync);
        });

    private static Task SignInAsync(HttpContext http)
    {
        var since = DateTimeOffset.UtcNow - (http.Request.QueryString.Value == "?old" ? CookieLasts * 0.6 : TimeSpan.Zero);
        return http.SignInAsync(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", "somebody")], "password")),
            new AuthenticationProperties { IssuedUtc = since, ExpiresUtc = since + CookieLasts });
    }

    private static string Cookie(Answer signedIn) => signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
}
