namespace Jobbers.Hosts.Http.Access;

/// <summary>What a caller may do; each role may also do what those before it may.</summary>
internal enum AccessRole
{
    /// <summary>Health probes and pages: no key needed.</summary>
    Anonymous,

    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Submit.</summary>
    Submitter,

    /// <summary>Cancel, resubmit, pause.</summary>
    Operator,

    /// <summary>Queues, roles, deletes.</summary>
    Admin,
}
