/// A facet of our own, with its published schema.
package enum OwnFacet: String, Sendable, CaseIterable {
  /// On a run: the registered prompt it used or made.
  case prompt
  /// On a run: the registered model it used or made.
  case model
  /// On a run: what a gate of this office decided.
  case decision

  /// The key it stands under.
  package var key: String { "countersign_\(rawValue)" }

  static let naming: [(key: String, kind: String)] = [(prompt.key, "prompt"), (model.key, "model")]

  /// JSON Schema, draft 2020-12, built on the base facets of OpenLineage as its specification asks for custom facets.
  package var schema: String {
    switch self {
    case .prompt: OwnFacet.naming("CountersignPromptRunFacet", key, "prompt", "kyc-summary", "22")
    case .model: OwnFacet.naming("CountersignModelRunFacet", key, "model", "claims-triage", "v14")
    case .decision: OwnFacet.deciding
    }
  }

  private static func naming(
    _ definition: String, _ key: String, _ kind: String, _ name: String, _ version: String
  ) -> String {
    """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:countersign:facet:\(key):1-0-0",
      "$defs": {
        "\(definition)": {
          "type": "object",
          "allOf": [
            {
              "$ref": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunFacet"
            },
            {
              "type": "object",
              "description": "The registered \(kind) that a run used or made. It counts as an input or an output of the run, called \(kind)/NAME@VERSION.",
              "properties": {
                "namespace": {
                  "description": "Where the office registers it: countersign:// and the name of the catalog.",
                  "type": "string",
                  "minLength": 1,
                  "examples": ["countersign://meridian/prod"]
                },
                "name": {
                  "description": "The artifact.",
                  "type": "string",
                  "minLength": 1,
                  "examples": ["\(name)"]
                },
                "version": {
                  "description": "Its exact version; nothing stands for the latest.",
                  "type": "string",
                  "minLength": 1,
                  "examples": ["\(version)"]
                },
                "digest": {
                  "description": "Of the version's canonical body.",
                  "type": "string",
                  "pattern": "^sha256:[0-9a-f]{64}$"
                },
                "use": {
                  "description": "Whether the run used it or made it.",
                  "enum": ["input", "output"],
                  "default": "input"
                }
              },
              "required": ["namespace", "name", "version"]
            }
          ]
        }
      },
      "type": "object",
      "properties": {
        "\(key)": {
          "$ref": "#/$defs/\(definition)"
        }
      }
    }

    """
  }

  private static let deciding = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:countersign:facet:countersign_decision:1-0-0",
      "$defs": {
        "CountersignDecisionRunFacet": {
          "type": "object",
          "allOf": [
            {
              "$ref": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunFacet"
            },
            {
              "type": "object",
              "description": "What a gate decided before the run went on, as `countersign gate check --json` answered it.",
              "properties": {
                "subject": {
                  "description": "ARTIFACT@VERSION that was to be promoted.",
                  "type": "string",
                  "minLength": 1
                },
                "environment": {
                  "description": "To where.",
                  "type": "string",
                  "minLength": 1
                },
                "allow": {
                  "type": "boolean"
                },
                "decision_id": {
                  "type": "string"
                },
                "policy": {
                  "description": "Digest of the policy bundle that decided.",
                  "type": "string",
                  "pattern": "^sha256:[0-9a-f]{64}$"
                },
                "unmet": {
                  "description": "Requirements that were not met.",
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              },
              "required": ["subject", "environment", "allow"]
            }
          ]
        }
      },
      "type": "object",
      "properties": {
        "countersign_decision": {
          "$ref": "#/$defs/CountersignDecisionRunFacet"
        }
      }
    }

    """
}
