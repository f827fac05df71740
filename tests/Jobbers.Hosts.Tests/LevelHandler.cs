using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Jobbers.Hosts.Tests;

/// <summary>Takes the caller's word: what a program's own scheme finds out in its own way.</summary>
internal sealed class LevelHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers["X-Level"] is not [{ } level])
            return Task.FromResult(AuthenticateResult.NoResult());
        var caller = new ClaimsPrincipal(new ClaimsIdentity([new Claim("level", level)], Scheme.Name));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(caller, Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Headers["Sec-Fetch-Mode"] == "navigate")
        {
            Response.Cookies.Append("return", Request.Path);
            Response.Redirect($"/account?return={Request.Path}");
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            Response.Headers.WWWAuthenticate = Scheme.Name;
        }

        return Task.CompletedTask;
    }
}
