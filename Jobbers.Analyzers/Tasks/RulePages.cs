using System.Reflection;

namespace Jobbers.Analyzers.Tasks;

/// <summary>Where the page of a rule is found: in the repository that the build names (<c>RepositoryUrl</c>), as the package's own metadata does.</summary>
internal static class RulePages
{
    private static readonly string Repository =
        typeof(RulePages).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(data => data.Key == "RepositoryUrl").Value!;

    public static string Link(string id) => $"{Repository}/blob/main/Jobbers.Analyzers/docs/{id}.md";
}
