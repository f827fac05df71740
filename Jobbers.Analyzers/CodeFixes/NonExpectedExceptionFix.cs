namespace Jobbers.Analyzers.CodeFixes;

/// <summary>JOB211: says what the exception means for the task.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NonExpectedExceptionFix() : ExceptionListFix("JOB211");
