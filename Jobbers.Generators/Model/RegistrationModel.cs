namespace Jobbers.Generators.Model;

/// <summary>A generated registration method of a referenced assembly.</summary>
/// <param name="Class">Its <c>global::</c> name.</param>
/// <param name="Method">As in <c>AddBillingTasks</c>.</param>
internal sealed record RegistrationModel(string Class, string Method);
