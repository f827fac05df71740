namespace Jobbers.Hosts.Configuration;

/// <summary>The chosen store and how it is opened.</summary>
internal sealed record StoreSettings(StoreChoice Choice, bool FullDurability, bool RequiresDurable)
{
    public static StoreSettings Read(SettingReader settings, bool embedded) => new(
        StoreChoice.Read(settings, embedded),
        settings.Word(Setting.Synchronous, "full", "normal") == "full",
        settings.GuardFlag(Setting.RequireDurable));
}
