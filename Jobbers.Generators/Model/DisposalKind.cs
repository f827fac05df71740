namespace Jobbers.Generators.Model;

/// <summary>What must be done with a task instance after its attempt.</summary>
internal enum DisposalKind
{
    None,
    Dispose,
    DisposeAsync,
}
