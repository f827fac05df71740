namespace Storage.Conformance.Model.Steps;

/// <summary>What a sequence is about: a few verbs often, over few tasks, meet more often than all verbs over many.</summary>
internal enum Theme
{
    Everything,

    /// <summary>Claims, settles, lapses and rescues.</summary>
    Leases,

    /// <summary>Limits and the starts they hold.</summary>
    Limits,

    /// <summary>Ids and keys, ends and resubmits.</summary>
    Keys,
}
