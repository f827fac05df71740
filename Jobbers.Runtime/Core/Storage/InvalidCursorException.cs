namespace Jobbers.Storage;

/// <summary>A cursor that no page of this listing gave.</summary>
internal sealed class InvalidCursorException() : Exception("cursor is not one that this listing returned; start again without it");
