using Jobbers.Catalog;
using Jobbers.Hosts.Embedding;
using Jobbers.Setup;
using Microsoft.Extensions.Hosting;

namespace Jobbers.Hosts;

/// <summary>Puts Jobbers into a program that is a host of its own: an ASP.NET Core application, or any other that <c>Host.CreateApplicationBuilder</c> makes.</summary>
public static class JobbersHosting
{
    /// <summary>
    /// Adds the tasks, a <see cref="Submission.JobbersClient"/>, and what <see cref="JobbersHostingOptions.Parts"/> names, by default everything: the program
    /// runs what it submits. Settings are those of every Jobbers process, read from the program's configuration when it starts. A store that is down is
    /// waited for while the program goes on; one that can never work, or a bad setting, ends the start.
    /// </summary>
    /// <param name="builder">The program's host, as from <c>WebApplication.CreateBuilder</c>.</param>
    /// <param name="configure">Adds the program's tasks (<c>jobbers.AddTasks()</c>).</param>
    /// <param name="options">Changes what runs in this program, and where its tasks live.</param>
    /// <exception cref="InvalidOperationException">It was called before, there are no tasks, or two share a name and version.</exception>
    /// <exception cref="ArgumentException">An option is not allowed; the message says which, and what is.</exception>
    public static TBuilder AddJobbers<TBuilder>(this TBuilder builder, Action<JobbersBuilder> configure, Action<JobbersHostingOptions>? options = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var chosen = new JobbersHostingOptions();
        options?.Invoke(chosen);
        chosen.ThrowIfBad();
        EmbeddedServices.ThrowIfThere(builder.Services);
        EmbeddedServices.Add(builder.Services, Configure(builder, configure), chosen);
        return builder;
    }

    private static TaskCatalog Configure(IHostApplicationBuilder builder, Action<JobbersBuilder> configure)
    {
        var jobbers = new JobbersBuilder(builder.Services);
        configure(jobbers);
        var catalog = jobbers.BuildCatalog();
        return catalog.Tasks.Count > 0
            ? catalog
            : throw new InvalidOperationException("AddJobbers was given no tasks. Mark a method with [RegisterTask] and call jobbers.AddTasks(); if you do, its generator did not run: is the Jobbers package (with its analyzers) referenced by that project?");
    }
}
