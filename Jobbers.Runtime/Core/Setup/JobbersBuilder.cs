using System.Diagnostics.CodeAnalysis;
using Jobbers.Catalog;
using Jobbers.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Setup;

/// <summary>What a program tells Jobbers at start: its tasks, and the services they use.</summary>
public sealed class JobbersBuilder
{
    private readonly List<TaskDescriptor> _tasks = [];

    /// <summary>Starts with no tasks.</summary>
    /// <param name="services">The program's services; tasks' constructor and method services are resolved from here.</param>
    public JobbersBuilder(IServiceCollection services) => Services = services;

    /// <summary>The program's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds all tasks of one assembly. Called by the generated <c>AddTasks()</c>.</summary>
    /// <param name="manifest">As generated.</param>
    /// <exception cref="InvalidOperationException">The manifest's count or hash does not match its tasks.</exception>
    public JobbersBuilder AddManifest(TaskManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        manifest.Verify();
        _tasks.AddRange(manifest.Tasks);
        return this;
    }

    /// <summary>Puts a filter around every attempt that the program's worker runs, within those added before.</summary>
    /// <typeparam name="TFilter">Made once, with services of the program that live as long as it does; those of an attempt are in what the filter is called with.</typeparam>
    public JobbersBuilder AddAttemptFilter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>()
        where TFilter : class, IAttemptFilter
    {
        Services.AddSingleton<IAttemptFilter, TFilter>();
        return this;
    }

    /// <summary>The catalog of all that was added.</summary>
    /// <exception cref="InvalidOperationException">Two tasks share a name and version.</exception>
    public TaskCatalog BuildCatalog() => new(_tasks);
}
