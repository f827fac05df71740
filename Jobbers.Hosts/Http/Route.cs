using Jobbers.Hosts.Http.Access;

namespace Jobbers.Hosts.Http;

/// <summary>One route: drives mapping, access and the OpenAPI document.</summary>
/// <param name="Method">GET, which takes HEAD too, POST, PUT or DELETE.</param>
/// <param name="Path">With <c>{id}</c> and <c>{name}</c> where they stand.</param>
/// <param name="Needs">The least role that may call it.</param>
/// <param name="Handle">Answers it.</param>
/// <param name="Summary">One line for the document.</param>
internal sealed record Route(string Method, string Path, AccessRole Needs, Func<ApiCall, Task> Handle, string Summary)
{
    /// <summary>The path this one is another name of; aliases are left out of the document.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Whether it is for browsers and not part of the API; such are left out of the document.</summary>
    public bool IsPage { get; init; }

    public bool IsDocumented => AliasOf is null && !IsPage;
}
