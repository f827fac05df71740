using Jobbers.Catalog;
using Jobbers.Hosts.Configuration;
using Jobbers.Storage;

namespace Jobbers.Hosts.Processes;

/// <summary>What <c>dev</c> says when it is ready: what runs, where, and what to try.</summary>
internal static class Welcome
{
    private const int NamedTasks = 10;

    public static void Show(TextWriter console, ListenSettings listen, ITaskStore store, TaskCatalog catalog, ProcessRoles roles, string? note)
    {
        var url = listen.Urls[0].OriginalString.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        var names = catalog.Tasks.Select(task => task.ToString()).ToList();
        console.WriteLine();
        console.WriteLine("Jobbers dev: manager, worker, scheduler and cleaner in one process");
        console.WriteLine();
        console.WriteLine($"  look    {url}/");
        console.WriteLine($"  api     {url}    every route: {url}/docs");
        console.WriteLine($"  store   {store.Description}");
        console.WriteLine($"  worker  {roles.Worker!.Slots} slots, role {roles.Worker.Role}");
        console.WriteLine($"  tasks   {string.Join(", ", names.Take(NamedTasks))}{(names.Count > NamedTasks ? $" and {names.Count - NamedTasks} more" : "")}");
        if (note is not null)
            console.WriteLine($"  note    {note}");
        console.WriteLine();
        console.WriteLine($"  submit  curl -X POST {url}/tasks -H 'content-type: application/json' -d '{{\"name\":\"{catalog.Tasks[0].Name}\",\"params\":{{…}}}}'");
        console.WriteLine("  stop    Ctrl+C");
        console.WriteLine();
    }
}
