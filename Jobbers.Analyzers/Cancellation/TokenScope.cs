using Microsoft.CodeAnalysis.Operations;

namespace Jobbers.Analyzers.Cancellation;

/// <summary>Which token a call could be given where it stands.</summary>
internal static class TokenScope
{
    /// <summary>The innermost function's own token, else the task's, when the function may capture it; null when there is none to name.</summary>
    public static string? NameAt(IOperation call, IParameterSymbol token)
    {
        for (var function = call.EnclosingFunction(); function is not null; function = function.EnclosingFunction())
        {
            var symbol = function switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => null,
            };
            if (symbol?.Parameters.FirstOrDefault(p => p.Type.IsToken()) is { } own)
                return own.Name == "_" ? null : own.Name;
            if (symbol is null or { IsStatic: true })
                return null;
        }

        return token.Name;
    }
}
