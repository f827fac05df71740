using Jobbers.Catalog;
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

    /// <summary>The catalog of all that was added.</summary>
    /// <exception cref="InvalidOperationException">Two tasks share a name and version.</exception>
    public TaskCatalog BuildCatalog() => new(_tasks);
}
