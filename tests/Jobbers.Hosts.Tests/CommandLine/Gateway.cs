using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jobbers.Hosts.Tests.CommandLine;

/// <summary>What stands where a manager is looked for, and answers as a test has it.</summary>
internal static class Gateway
{
    public static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static Task HangUpAsync(HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
