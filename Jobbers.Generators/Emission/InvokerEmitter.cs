using Jobbers.Generators.Model;

namespace Jobbers.Generators.Emission;

/// <summary>Runs one attempt: decode, make the instance, call, dispose, encode.</summary>
internal static class InvokerEmitter
{
    public static void Write(SourceWriter code, TaskModel task)
    {
        var target = task.Target;
        code.Line();
        code.Open($"private static async {Names.ValueTask} InvokeAsync({Names.Catalog}TaskInvocation invocation, {Names.CancellationToken} cancellationToken)");
        var usesParameters = target.Arguments.Any(a => a.Kind is ArgumentKind.Payload or ArgumentKind.WholePayload);
        code.Line($"{(usesParameters ? "var parameters" : "_")} = Codec.DecodeStored(invocation.Payload);");
        if (!target.IsStatic)
        {
            var disposal = target.Disposal switch { DisposalKind.DisposeAsync => "await using ", DisposalKind.Dispose => "using ", _ => "" };
            code.Line($"{disposal}var instance = new {target.Class}({Arguments(target.ConstructorArguments)});");
        }

        var call = $"await {(target.IsStatic ? target.Class : "instance")}.{CSharpName.Escape(target.Method)}({Arguments(target.Arguments)})";
        if (target.Result is null)
            code.Line(call + ";");
        else
            code.Line($"var result = {call};").Line("ResultCodec.EncodeResult(result, invocation.Result);");
        code.Close();
    }

    private static string Arguments(IEnumerable<ArgumentModel> arguments) => string.Join(", ", arguments.Select(a => a.Kind switch
    {
        ArgumentKind.Payload => "parameters." + CSharpName.Escape(a.Source),
        ArgumentKind.WholePayload => "parameters",
        ArgumentKind.Context => "invocation.Context",
        ArgumentKind.CancellationToken => "cancellationToken",
        _ => Service(a),
    }));

    private static string Service(ArgumentModel service)
    {
        const string space = "global::Microsoft.Extensions.DependencyInjection.";
        var (get, type) = (service.IsOptional ? "Get" : "GetRequired", service.Source);
        return service.Key is { } key
            ? $"{space}ServiceProviderKeyedServiceExtensions.{get}KeyedService<{type}>(invocation.Services, {LiteralText.CSharp(key)})"
            : $"{space}ServiceProviderServiceExtensions.{get}Service<{type}>(invocation.Services)";
    }
}
