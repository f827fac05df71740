using Microsoft.Extensions.DependencyInjection;

namespace Jobbers.Hosts.Http.Access;

/// <summary>The program's own authorization policies that stand in for the roles of keys.</summary>
internal sealed record PolicyNames(string Viewer, string Submitter, string Operator, string Admin)
{
    /// <summary>Adds to a manager what asks the policies.</summary>
    public required Action<IServiceCollection> AddServices { get; init; }

    public IEnumerable<string> All => [Viewer, Submitter, Operator, Admin];

    /// <summary>The policy of a route.</summary>
    public string Of(AccessRole needed) => needed switch
    {
        AccessRole.Viewer => Viewer,
        AccessRole.Submitter => Submitter,
        AccessRole.Operator => Operator,
        _ => Admin,
    };
}
