using Jobbers.Submission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TestHost;

/// <summary>A program with a host and a route of its own, which has Jobbers within it.</summary>
internal static class EmbeddedProgram
{
    /// <param name="args">As an ASP.NET Core program takes them: <c>--urls</c>, and <c>--store</c> for Jobbers.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddJobbers(jobbers => jobbers.AddTasks().AddAttemptFilter<AttemptCounter>(), options => options.Store = builder.Configuration["store"]);
        await using var app = builder.Build();
        app.MapJobbers("/internal/jobs");
        app.MapGet("/sum", (RequestDelegate)SumAsync);
        app.MapGet("/attempts", (RequestDelegate)(http => http.Response.WriteAsync($"{AttemptCounter.Attempts}")));
        await app.RunAsync();
        return Environment.ExitCode;
    }

    /// <summary>Has a task add two numbers, and answers what it found.</summary>
    private static async Task SumAsync(HttpContext http)
    {
        var client = http.RequestServices.GetRequiredService<JobbersClient>();
        var handle = await client.EnqueueAdd(40, 2, cancellationToken: http.RequestAborted);
        var sum = await handle.ResultAsync(http.RequestAborted);
        await http.Response.WriteAsync($"{sum.Value}", http.RequestAborted);
    }
}
