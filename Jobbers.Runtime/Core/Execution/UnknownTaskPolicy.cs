namespace Jobbers.Execution;

/// <summary>What a worker does with a claimed task whose name and version it does not know.</summary>
internal enum UnknownTaskPolicy
{
    /// <summary>Settle it as dropped.</summary>
    Drop,

    /// <summary>Put it back for 5 s, for a worker that knows it: for rolling deployments.</summary>
    Return,
}
