namespace Jobbers.Generators.Model;

/// <summary>The role of a task method's parameter.</summary>
internal enum ArgumentKind
{
    Payload,

    /// <summary>The single parameter that is the whole payload.</summary>
    WholePayload,
    Context,
    CancellationToken,
    Service,
}
